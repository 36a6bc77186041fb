export { OpenSightModule } from './opensight/index.js';
export { ZaikioModule } from './zaikio/index.js';
export { ZeyosModule } from './zeyos/index.js';
