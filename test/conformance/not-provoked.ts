/**
 * What the official file promises and no row provokes, each with its reason: `operationId`, `operationId status`, or
 * `operationId status: sentence`.
 */
export const notProvoked: Readonly<Record<string, string>> = {
  'create-dummy-test': 'made for the generation of SDKs: no service has it',

  'upload-file 202': 'for videos that are transformed before they are stored',
  'upload-file-v2 202': 'for videos that are transformed before they are stored',
  'upload-file 400: Upload Limit Exceeded.': 'there is no quota of uploads',
  'upload-file-v2 400: Upload Limit Exceeded.': 'there is no quota of uploads',
  'upload-file 400: Extensions quota exceeded.': 'there is no quota of extensions',
  'upload-file-v2 400: Extensions quota exceeded.': 'there is no quota of extensions',
  'upload-file 400: You have sent too many requests to update the file recently. Please try again later.':
    'writes to one path are not throttled',
  'upload-file-v2 400: You have sent too many requests to update the file recently. Please try again later.':
    'writes to one path are not throttled',
  'upload-file-v2 401': 'without a key it is the token that is missing, which is a 400',

  'delete-multiple-files 207': 'all or none are deleted, in one transaction',
  'remove-tags-bulk 207': 'to have fewer tags cannot fail',
  'remove-ai-tags-bulk 207': 'to have fewer tags cannot fail',
  'copy-folder 423': 'needs a job that still runs when the next is asked for',
  'move-folder 423': 'needs a job that still runs when the next is asked for',
  'rename-folder 423': 'needs a job that still runs when the next is asked for',

  'delete-a-field 400: This custom metadata field cannot be deleted as it is a part of a path policy: policy-name':
    'there are no path policies',
  'list-and-search-assets 400: sd': 'no sentence',
  'list-url-endpoints 404': 'a list is always there',
};
