import { Module } from '@nestjs/common';
import { RevocationsModule } from '../revocations/index.js';
import { ResourceStore } from './resource.store.js';
import { Resources } from './resources.service.js';

@Module({ imports: [RevocationsModule], providers: [ResourceStore, Resources], exports: [Resources] })
export class ResourcesModule {}
