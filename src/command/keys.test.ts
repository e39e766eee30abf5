import { expect, it } from 'vitest';
import { keys } from './keys.ts';

const nowhere = ['--data', '/nowhere/at/all'];

it.each<[string[], string]>([
  [[], 'Usage: calotype keys'],
  [['destroy'], 'Usage: calotype keys'],
  [['roll'], 'Usage: calotype keys'],
  [['delete'], 'Usage: calotype keys'],
  [['list', 'public_x'], 'Usage: calotype keys'],
  [['create', 'public_x'], 'Usage: calotype keys'],
  [['delete', 'public_x', 'public_y'], 'Usage: calotype keys'],
  [['list', ...nowhere], 'There is no library at /nowhere/at/all/library.db. See CALOTYPE_DATA.'],
  [['list', '--nonsense'], "Unknown option '--nonsense'"],
  [['list', '--quality', '101'], 'CALOTYPE_QUALITY'],
])('asked with %o says what is wrong', async (args, message) => {
  await expect(keys(args)).rejects.toThrow(message);
});

it('tells how it is used', async () => {
  expect(await keys(['--help'])).toContain('calotype keys roll PUBLIC_KEY [--expire now|1h|24h|3d|7d]');
});
