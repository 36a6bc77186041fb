export { type DemoCredentials, DemoSeed, EXPLORER_CLIENT } from './demo-seed.service.js';
export { addExplorer, describeApi } from './explorer.js';
export { OperationsModule } from './operations.module.js';
export { type FirstUser, Setup } from './setup.service.js';
