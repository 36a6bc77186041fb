import { Module } from '@nestjs/common';
import { InstanceStore } from './instance.store.js';
import { Instances } from './instances.service.js';

@Module({ providers: [InstanceStore, Instances], exports: [Instances] })
export class InstancesModule {}
