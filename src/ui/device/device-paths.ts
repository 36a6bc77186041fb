import type { Instance } from '../../instances/index.js';
import { basePathOf } from '../page-paths.js';

export interface DevicePaths {
  readonly entry: string;
  readonly confirm: string;
}

export function devicePaths(instance: Instance): DevicePaths {
  const entry = `${basePathOf(instance)}/device`;
  return { entry, confirm: `${entry}/confirm` };
}
