/** A form with one file, as browsers send it. Source: RFC 7578. */
import type { Form } from './request.ts';

export interface Multipart {
  /** Stands between the parts; must not occur in them. */
  readonly boundary: string;
  readonly fields: Form;
  readonly file: {
    readonly field: string;
    /** Letters, digits, `-`, `_` and a dot: it is not escaped. */
    readonly name: string;
    readonly mime: string;
    readonly bytes: Uint8Array;
  };
}

export const multipartType = ({ boundary }: Multipart): string => `multipart/form-data; boundary=${boundary}`;

export function encodeMultipart({ boundary, fields, file }: Multipart): Buffer {
  const partOf = (disposition: string) => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}`;
  const texts = fields.map(([name, value]) => `${partOf(`name="${name}"`)}\r\n\r\n${value}\r\n`);
  const fileHead = `${partOf(`name="${file.field}"; filename="${file.name}"`)}\r\nContent-Type: ${file.mime}\r\n\r\n`;
  return Buffer.concat([Buffer.from(texts.join('') + fileHead), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}
