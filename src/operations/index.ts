export { describeApi } from './api-document.js';
export { type DemoCredentials, DemoSeed, EXPLORER_CLIENT } from './demo-seed.service.js';
export type { DocumentPart } from './document-part.js';
export { addExplorer } from './explorer.js';
export { Explorer } from './explorer.service.js';
export { greeting, startFailure } from './greeting.js';
export { OperationsModule } from './operations.module.js';
export { Pruning } from './pruning.service.js';
export { type FirstUser, Setup } from './setup.service.js';
