import { flag, type Setting, text, url } from './setting.ts';

/** Where the time goes, for a collector of OpenTelemetry (docs/operations.md). */
export const traceSettings = {
  otlpUrl: url('CALOTYPE_OTLP_URL', undefined, {
    sentence:
      'Collector that traces are sent to, as OTLP/JSON at /v1/traces below it: http://localhost:4318.',
    note: 'none: nothing is traced',
  }),
  otlpHeaders: headers(
    'CALOTYPE_OTLP_HEADERS',
    'Sent to the collector: NAME=VALUE, separated by commas, percent-encoded where a value holds one.',
  ),
  traceService: text('CALOTYPE_TRACE_SERVICE', 'calotype', 'Name of this service in traces.'),
  traceRatio: share(
    'CALOTYPE_TRACE_RATIO',
    '1',
    'How many of the requests are traced, from 0 to 1. Of those that a trusted proxy sends, it decides.',
  ),
  traceOrigins: flag(
    'CALOTYPE_TRACE_ORIGINS',
    false,
    'Send traceparent to origins of the kind WEB_FOLDER, so that their traces go on where ours are.',
  ),
};

function share(name: string, fallback: string, sentence: string): Setting<number> {
  const expected = 'a number from 0 to 1';
  const read = (value: string) => {
    if (!/^(0(\.\d+)?|1(\.0+)?)$/.test(value)) throw new TypeError(expected);
    return Number(value);
  };
  return { name, default: fallback, expected, sentence, read };
}

/** As OpenTelemetry writes them in OTEL_EXPORTER_OTLP_HEADERS. */
function headers(name: string, sentence: string): Setting<Readonly<Record<string, string>>> {
  const expected = 'NAME=VALUE, separated by commas';
  const read = (value: string) => {
    const written = value.split(',').flatMap((one) => one.trim() || []);
    return Object.fromEntries(
      written.map((one) => {
        const [, header, content] = /^([!#$%&'*+.^_`|~\w-]+)=(.*)$/.exec(one) ?? [];
        if (header === undefined || content === undefined) throw new TypeError(expected);
        return [header.toLowerCase(), decodeURIComponent(content)] as const;
      }),
    );
  };
  return { name, default: '', expected, sentence, read, defaultNote: 'none', isSecret: true };
}
