import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import { Instances } from '../instances/index.js';
import { Operators } from '../operators/index.js';
import { Settings } from '../platform/index.js';
import { Users } from '../users/index.js';
import { DemoSeed } from './demo-seed.service.js';

export interface FirstUser {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** What a database needs before the server can be of use. */
@Injectable()
export class Setup {
  constructor(
    private readonly instances: Instances,
    private readonly users: Users,
    private readonly demo: DemoSeed,
    private readonly operators: Operators,
    private readonly settings: Settings,
  ) {}

  /** @throws Error in production, where nobody has said yet who may use the empty database. */
  async prepare(): Promise<Instance> {
    const known = await this.findDefault();
    if (!known && this.settings.production) {
      throw new Error('the database is empty: run `npx latchkey init --email … --password …` once');
    }
    const instance = known ?? (await this.createDefault());
    const person = this.settings.seedDemo ? await this.demo.plant(instance) : undefined;
    if (person) await this.operators.add(person.email);
    return instance;
  }

  /** The default instance and its first person, who runs the service. @throws conflict where it was done before; weak_password, invalid_input */
  async init({ email, password, name }: FirstUser): Promise<Instance> {
    const instance = (await this.findDefault()) ?? (await this.createDefault());
    await this.users.create({ instanceId: instance.id, email, password, name, emailVerified: true });
    await this.operators.add(email);
    return instance;
  }

  private async findDefault(): Promise<Instance | undefined> {
    const all = await this.instances.list();
    return all.find(({ name }) => name === this.settings.defaultInstance);
  }

  private createDefault(): Promise<Instance> {
    const name = this.settings.defaultInstance;
    return this.instances.create({ name, title: name.charAt(0).toUpperCase() + name.slice(1) });
  }
}
