import { AddressRanges } from './http/address-ranges.js';
import type { Settings } from './settings.js';
import type { SettingsReader } from './settings-reader.js';

type MetricsSettings = Pick<Settings, 'metricsToken' | 'metricsAllow'>;

const TOKEN = /^[\w.~-]{16,256}$/;
const THIS_MACHINE = ['127.0.0.0/8', '::1'];

export function readMetricsSettings(read: SettingsReader): MetricsSettings {
  const problem = 'needs 16 to 256 characters, each a letter, a digit or one of ._~-';
  const metricsToken = read.parsed('METRICS_TOKEN', (text) => (TOKEN.test(text) ? text : undefined), problem);
  const allowed = read.list('METRICS_ALLOW', (entry) => new AddressRanges([entry]));
  const standard = read.has('METRICS_TOKEN') ? [] : THIS_MACHINE;
  return { metricsToken, metricsAllow: allowed.length > 0 ? allowed : standard };
}
