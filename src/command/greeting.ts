export interface GreetingFacts {
  readonly publicUrl: string;
  readonly endpoint: string;
  readonly publicKey: string;
  /** Absent when it came from the settings: then the operator has it, and logs should not. */
  readonly privateKey?: string;
  /** Present only on the start that made it. */
  readonly newAdminPassword?: string;
  readonly samplePath?: string;
  /** URLs may not say what they like. */
  readonly onlyNamed?: boolean;
}

/** What a start prints: where it listens, the keys, and three lines to try. */
export function greet(facts: GreetingFacts): string {
  return [
    `Calotype listens on ${facts.publicUrl}`,
    '',
    `  public key      ${facts.publicKey}`,
    `  private key     ${facts.privateKey ?? '(from the settings)'}`,
    ...(facts.newAdminPassword === undefined
      ? []
      : [`  admin password  ${facts.newAdminPassword}  (shown this once)`]),
    '',
    ...linesToTry(facts),
    ...(facts.samplePath === undefined
      ? ['', 'The library is empty: `npm start -- --demo` fills it with a dozen free photographs.']
      : []),
    '',
  ].join('\n');
}

/** Built in, and a name: also where nothing else is allowed. */
const allowedAlways = 'tr:n-ik_ml_thumbnail';

const fallbackSample = '/photo.jpg';

function linesToTry({
  publicUrl,
  endpoint,
  privateKey,
  samplePath = fallbackSample,
  onlyNamed = false,
}: GreetingFacts): string[] {
  const key = privateKey ?? '$PRIVATE_KEY';
  return [
    'Three things to try:',
    `  curl -u ${key}: -F file=@photo.jpg -F fileName=photo.jpg -F useUniqueFileName=false ${publicUrl}/api/v1/files/upload`,
    `  ${endpoint}/${onlyNamed ? allowedAlways : 'tr:w-400,h-300'}${samplePath}`,
    `  new ImageKit({ privateKey: '${key}', baseURL: '${publicUrl}' })   // @imagekit/nodejs`,
  ];
}
