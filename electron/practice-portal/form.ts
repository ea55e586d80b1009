/** What a browser posts or writes behind an address. */
export interface PostedFile {
  /** Empty where the part came without a file, as a browser sends it. */
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** What MAX_FILE_SIZE said before the file came; behind it, it is read too late to count. */
  readonly formLimit: number | undefined;
}

export interface Posted {
  readonly form: Form;
  readonly files: ReadonlyMap<string, PostedFile>;
}

/** Posted and queried values as PHP hands them over: the last of a repeated name wins, `name[]` makes a list. */
export class Form {
  constructor(private readonly pairs: readonly (readonly [string, string])[]) {}

  static parse(encoded: string): Form {
    return new Form([...new URLSearchParams(encoded)]);
  }

  /** A posted form in either of its two encodings, with the files among its parts. PORTAL_PROTOCOL 0. */
  static async read(contentType: string, body: Buffer): Promise<Posted> {
    const files = new Map<string, PostedFile>();
    if (contentType.startsWith('application/x-www-form-urlencoded'))
      return { form: Form.parse(body.toString('utf8')), files };
    if (!contentType.startsWith('multipart/form-data')) return { form: new Form([]), files };
    const message = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } });
    const pairs: [string, string][] = [];
    for (const [name, part] of await message.formData().catch(() => new FormData()))
      if (typeof part === 'string') pairs.push([name, part]);
      else
        files.set(name, {
          ...{ name: part.name, type: part.type, bytes: Buffer.from(await part.arrayBuffer()) },
          formLimit: new Form(pairs).id('MAX_FILE_SIZE'),
        });
    return { form: new Form(pairs), files };
  }

  has(name: string): boolean {
    return this.pairs.some(([other]) => other === name);
  }

  get(name: string): string | undefined {
    return this.pairs.findLast(([other]) => other === name)?.[1];
  }

  /** Empty where it was not sent. */
  text(name: string): string {
    return this.get(name) ?? '';
  }

  /** A whole number that is not negative; undefined for everything else. */
  id(name: string): number | undefined {
    const text = this.text(name).trim();
    return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  }

  list(name: string): readonly string[] {
    return this.pairs
      .filter(([other]) => other === `${name}[]` || /^(.+)\[\d*\]$/.exec(other)?.[1] === name)
      .map(([, value]) => value);
  }

  names(): readonly string[] {
    return [...new Set(this.pairs.map(([name]) => name))];
  }

  /** What PHP calls the request: the posted value where both were sent. */
  under(posted: Form): Form {
    return new Form([...this.pairs, ...posted.pairs]);
  }

  with(name: string, value: string): Form {
    return new Form([...this.pairs, [name, value]]);
  }

  startingWith(prefix: string): Form {
    return new Form(this.pairs.filter(([name]) => name.startsWith(prefix)));
  }
}
