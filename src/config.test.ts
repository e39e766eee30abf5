import { describe, expect, it } from 'vitest';
import { settings } from './config/settings.ts';
import { ConfigError, readConfig } from './config.ts';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('need nothing to be set', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8000, id: 'demo', quality: 80, autoAvif: false });
    expect(config.publicKey).toBeUndefined();
    expect(config.allowPrivateOrigins).toEqual([]);
  });

  it('report every fault together, each by its name with what was expected', () => {
    const faults = faultsOf({ CALOTYPE_PORT: 'eighty', CALOTYPE_ID: 'a/b', CALOTYPE_QUALITY: '101' });
    expect(faults).toEqual([
      'CALOTYPE_PORT: expected a whole number from 0 to 65535, got "eighty"',
      'CALOTYPE_ID: expected letters, digits, _ and -, got "a/b"',
      'CALOTYPE_QUALITY: expected a whole number from 1 to 100, got "101"',
    ]);
  });

  it.each([
    ['CALOTYPE_PORT', '70000'],
    ['CALOTYPE_PORT', '-1'],
    ['CALOTYPE_PORT', '1e3'],
    ['CALOTYPE_PUBLIC_URL', 'ftp://host'],
    ['CALOTYPE_PUBLIC_URL', 'host'],
    ['CALOTYPE_PRIVATE_KEY', 'secret'],
    ['CALOTYPE_DATABASE_URL', 'mysql://host'],
    ['CALOTYPE_DATABASE_URL', 'postgres:host'],
    ['CALOTYPE_DATABASE_URL', 'sqlite:'],
    ['CALOTYPE_RENDITIONS_URL', 'file:/r?maxBytes=lots'],
    ['CALOTYPE_ALLOW_PRIVATE_ORIGINS', '10.0.0.0'],
    ['CALOTYPE_LENIENT', 'yes'],
    ['CALOTYPE_LOG_LEVEL', 'loud'],
    ['CALOTYPE_WORKERS', '0'],
    ['CALOTYPE_MAX_SIZE', '2000'],
    ['CALOTYPE_MAX_SIZE', '0x5'],
    ['CALOTYPE_PNG_MODE', 'tiny'],
    ['CALOTYPE_ALLOWED_WIDTHS', '100,wide'],
    ['CALOTYPE_ALLOWED_WIDTHS', '0'],
    ['CALOTYPE_RENDER_BUDGET', '5'],
    ['CALOTYPE_TRUSTED_PROXIES', '10.0.0.1'],
  ])('refuse %s=%s', (name, value) => {
    expect(faultsOf({ [name]: value })[0]).toContain(`${name}: expected`);
  });

  it('refuse a name that does not exist, which a default would hide', () => {
    expect(faultsOf({ CALOTYPE_PROT: '80' })).toEqual(['CALOTYPE_PROT: there is no such setting']);
  });

  it.each([
    'sqlite:/data/library.db',
    'postgres://user:secret@host/calotype',
    'postgresql://host:5432/calotype',
  ])('take %s as a database', (databaseUrl) => {
    expect(readConfig({ CALOTYPE_DATABASE_URL: databaseUrl }).databaseUrl).toBe(databaseUrl);
  });

  it('take both keys or neither', () => {
    expect(faultsOf({ CALOTYPE_PUBLIC_KEY: 'public_a' })[0]).toContain('expected both or neither');
    expect(faultsOf({ CALOTYPE_PUBLIC_KEY: 'public_a', CALOTYPE_PRIVATE_KEY: 'private_a' })).toEqual([]);
  });

  it('read lists, and drop the slash at the end of the public address', () => {
    const config = readConfig({
      CALOTYPE_ALLOW_PRIVATE_ORIGINS: '10.0.0.0/8, fd00::/8',
      CALOTYPE_PUBLIC_URL: 'https://media.example.com/ik/',
    });
    expect(config.allowPrivateOrigins).toEqual(['10.0.0.0/8', 'fd00::/8']);
    expect(config.publicUrl).toBe('https://media.example.com/ik');
  });

  it('each have a default that their own reader takes', () => {
    for (const setting of Object.values(settings)) {
      const written = setting.default;
      if (written !== undefined) expect(() => setting.read(written)).not.toThrow();
      expect(setting.sentence).toMatch(/\.$/);
    }
  });
});
