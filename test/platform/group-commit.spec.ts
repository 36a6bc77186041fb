import { setImmediate as turn } from 'node:timers/promises';
import { GroupCommit } from '../../src/platform/group-commit.js';

/** Writes that end when the test says so. */
class SlowStore {
  readonly groups: (readonly string[])[] = [];
  private readonly ends: { readonly resolve: () => void; readonly reject: (cause: Error) => void }[] = [];

  write(items: readonly string[]): Promise<void> {
    this.groups.push(items);
    return new Promise((resolve, reject) => this.ends.push({ resolve, reject }));
  }

  async succeed(): Promise<void> {
    await turn();
    this.ends.shift()?.resolve();
  }

  async fail(): Promise<void> {
    await turn();
    this.ends.shift()?.reject(new Error('the disk is full'));
  }
}

let store: SlowStore;
let group: GroupCommit<string>;
beforeEach(() => {
  store = new SlowStore();
  group = new GroupCommit((items) => store.write(items), 3);
});

describe('GroupCommit', () => {
  it('writes at once what comes alone, and together what came in the meantime, up to the limit', async () => {
    const added = ['a', 'b', 'c', 'd', 'e'].map((item) => group.add(item));
    expect(store.groups).toEqual([['a']]);
    await store.succeed();
    await added[0];
    await store.succeed();
    await Promise.all(added.slice(1, 4));
    await store.succeed();
    await added[4];
    expect(store.groups).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  it('acknowledges nothing before it is written', async () => {
    const answered = jest.fn();
    const added = group.add('a').then(answered);
    await turn();
    expect(answered).not.toHaveBeenCalled();
    await store.succeed();
    await added;
    expect(answered).toHaveBeenCalledTimes(1);
  });

  it('fails those who were in a write that failed, and nobody else', async () => {
    const added = ['a', 'b', 'c'].map((item) => group.add(item));
    const outcomes = Promise.allSettled(added);
    await store.succeed();
    await added[0];
    await store.fail();
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    const next = group.add('d');
    await store.succeed();
    await expect(next).resolves.toBeUndefined();
  });
});
