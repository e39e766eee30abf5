/**
 * Values in examples that one operation gives and another takes: the description of the API shows them as they stand here,
 * the Postman collection has a variable of the same name in their place.
 */
export const samples = {
  fileId: '66a1f0c2d4e8b7359c0a1e51',
  filePath: '/press-kit/tom.png',
  fileUrl: 'https://media.example.com/demo/press-kit/tom.png',
  /** That there are two versions, so that the older one can be asked for, restored and deleted. */
  secondVersionOf: '66a1f0c2d4e8b7359c0a1e52',
  newFileName: 'thomas.png',
  olderVersionId: '66a1f0c2d4e8b7359c0a1e53',
  purgeRequestId: '66a1f0c2d4e8b7359c0a1e57',
  folderPath: '/press-kit/summer',
  newFolderName: 'autumn',
  folderJobId: '66a1f0c2d4e8b7359c0a1e58',
  customFieldId: '66a1f0c2d4e8b7359c0a1e61',
  customFieldName: 'price',
  namedTransformationId: '6bZ9x2ZUx',
  savedExtensionId: 'ext_7f3k2a',
  originId: 'o4Kd81xQ2',
  urlEndpointId: 'u7Lm20pZ4',
} as const;

export type SampleName = keyof typeof samples;
