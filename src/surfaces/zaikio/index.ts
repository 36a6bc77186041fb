export { ZaikioModule } from './zaikio.module.js';
