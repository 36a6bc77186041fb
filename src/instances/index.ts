export { AllowedOriginsMiddleware } from './allowed-origins.middleware.js';
export { type Sender, senderOf } from './allowed-origins.js';
export { CurrentInstance, instanceOf } from './current-instance.js';
export { isInstanceName } from '../core/instance-name.js';
export {
  type Branding,
  type InstanceSettings,
  LONGEST_TOKEN_LIFETIME,
  SIGNING_ALGORITHMS,
  type SigningAlgorithm,
  type SocialRules,
  type SettingsChange,
  type StoredSettings,
} from './instance-settings.js';
export { type Instance, type InstanceChange, Instances, type NewInstance } from './instances.service.js';
export { InstancesModule } from './instances.module.js';
