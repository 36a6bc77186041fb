export { OpenSightModule } from './opensight.module.js';
