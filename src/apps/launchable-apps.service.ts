import { Injectable } from '@nestjs/common';
import type { UserKey } from '../users/index.js';
import { type LaunchableApp, LaunchableAppStore } from './launchable-app.store.js';

/** The apps that a person can open, by way of any of the person's organizations. */
@Injectable()
export class LaunchableApps {
  constructor(private readonly store: LaunchableAppStore) {}

  /** By title. */
  list(key: UserKey): Promise<LaunchableApp[]> {
    return this.store.list(key);
  }
}
