export { ZaikioModule } from './zaikio/index.js';
