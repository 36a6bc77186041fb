export { GUARD_OPTIONS } from '../guard/index.js';
export { FakeIssuer, type FakeIssuerOptions, type TestCaller } from './fake-issuer.js';
export { LatchkeyTestingModule } from './latchkey-testing.module.js';
export { TestClock } from './test-clock.js';
