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
  /** Fields that come after the file. */
  readonly behind?: Form;
}

export const multipartType = ({ boundary }: Multipart): string => `multipart/form-data; boundary=${boundary}`;

export function encodeMultipart({ boundary, fields, file, behind = [] }: Multipart): Buffer {
  const partOf = (disposition: string) => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}`;
  const textsOf = (form: Form) =>
    form.map(([name, value]) => `${partOf(`name="${name}"`)}\r\n\r\n${value}\r\n`).join('');
  const fileHead = `${partOf(`name="${file.field}"; filename="${file.name}"`)}\r\nContent-Type: ${file.mime}\r\n\r\n`;
  const end = `\r\n${textsOf(behind)}--${boundary}--\r\n`;
  return Buffer.concat([Buffer.from(textsOf(fields) + fileHead), file.bytes, Buffer.from(end)]);
}
