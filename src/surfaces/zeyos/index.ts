export { ZeyosModule } from './zeyos.module.js';
