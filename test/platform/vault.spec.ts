import { Vault } from '../../src/platform/index.js';

describe('the vault', () => {
  const vault = new Vault('a master secret');

  it.each(['', 'text', 'Grüße 👋', 'x'.repeat(10_000)])('opens what it sealed: %#', (plain) => {
    const sealed = vault.seal('signing-key', plain);
    expect(vault.open('signing-key', sealed).toString()).toBe(plain);
    expect(sealed).toMatch(/^v1\.[\w-]+$/);
  });

  it('keeps bytes as they are, and never seals the same twice', () => {
    const bytes = Buffer.from([0, 255, 1]);
    expect(vault.open('a', vault.seal('a', bytes)).equals(bytes)).toBe(true);
    expect(vault.seal('a', 'b')).not.toBe(vault.seal('a', 'b'));
  });

  it('opens nothing of another purpose or another secret', () => {
    const sealed = vault.seal('a', 'text');
    expect(() => vault.open('b', sealed)).toThrow('can not be opened');
    expect(() => new Vault('another').open('a', sealed)).toThrow('can not be opened');
    expect(new Vault('a master secret').open('a', sealed).toString()).toBe('text');
  });

  it('notices every changed byte', () => {
    const bytes = Buffer.from(vault.seal('a', 'text').slice(3), 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => vault.open('a', `v1.${changed.toString('base64url')}`)).toThrow();
    }
  });

  it.each(['', 'v1.', 'v1.AAAA', 'v2.AAAA', 'text', `v1.${Buffer.alloc(28).toString('base64url')}`])(
    'refuses %j',
    (sealed) => {
      expect(() => vault.open('a', sealed)).toThrow();
    },
  );

  it('signs for a purpose', () => {
    expect(vault.sign('a', 'text')).toMatch(/^[\w-]{43}$/);
    expect(vault.sign('a', 'text')).toBe(new Vault('a master secret').sign('a', 'text'));
    expect(vault.sign('a', 'text')).not.toBe(vault.sign('b', 'text'));
    expect(vault.sign('a', 'text')).not.toBe(new Vault('another').sign('a', 'text'));
  });

  it('does not work without a secret', () => {
    expect(() => new Vault('')).toThrow('LATCHKEY_SECRET');
  });
});
