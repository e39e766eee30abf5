import { malformedId, type Rows } from '../rows.ts';
import type { World } from '../world.ts';

const path = '/v1/saved-extensions';
const wish = { name: 'Describe', description: 'A sentence', config: { name: 'ai-auto-description' } };
const wrong = 'Invalid extension configuration.';
const badId = 'Invalid saved extension ID.';
const none = 'The requested saved extension does not exist.';
const unknown = `${path}/ext_0000000000`;

const one = async (world: World) => `${path}/${await world.make(path, wish)}`;

export const savedExtensionRows: Rows = {
  'list-extensions': {
    200: {
      'an extension': async (world) => {
        await one(world);
        return world.ask('GET', path);
      },
    },
  },
  'create-extension': {
    201: {
      'a simple one': (world) => world.ask('POST', path, wish),
      'one with options': (world) =>
        world.ask('POST', path, { ...wish, config: { name: 'remove-bg', options: { bg_color: 'red' } } }),
      'one with tasks': (world) =>
        world.ask('POST', path, {
          ...wish,
          config: {
            name: 'ai-tasks',
            tasks: [{ type: 'yes_no', instruction: 'Is there a cat?', on_yes: { add_tags: ['cat'] } }],
          },
        }),
    },
    400: { [wrong]: (world) => world.ask('POST', path, { ...wish, config: { name: 'none' } }) },
  },
  'get-extension': {
    200: { 'an extension': async (world) => world.ask('GET', await one(world)) },
    400: { [badId]: (world) => world.ask('GET', `${path}/${malformedId}`) },
    404: { [none]: (world) => world.ask('GET', unknown) },
  },
  'update-extension': {
    200: { 'its name': async (world) => world.ask('PATCH', await one(world), { name: 'Other' }) },
    400: { [wrong]: async (world) => world.ask('PATCH', await one(world), { config: {} }) },
    404: { [none]: (world) => world.ask('PATCH', unknown, { name: 'Other' }) },
  },
  'delete-extension': {
    204: { 'an extension': async (world) => world.ask('DELETE', await one(world)) },
    400: { [badId]: (world) => world.ask('DELETE', `${path}/${malformedId}`) },
    404: { [none]: (world) => world.ask('DELETE', unknown) },
  },
};
