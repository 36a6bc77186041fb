export { AdministeredInstances, type InstanceAddress } from './administered-instances.service.js';
export { CurrentOperator } from './current-operator.js';
export { Operators } from './operators.service.js';
export { OperatorsModule } from './operators.module.js';
