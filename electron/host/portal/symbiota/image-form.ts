/** The form in which people upload pictures: what it takes. A fragment that takes no lock. PORTAL_PROTOCOL 3 and 9.1. */
import { selectOne } from 'css-select';
import { parseDocument } from 'htmlparser2';
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import { SentMime, type ImageForm } from '../../../../shared/portal/image-upload.ts';
import { attributeOf } from './pages.ts';
import { askPage, type Ask } from './rest.ts';

/** Subtle: the tab of a record that is not there shows the empty form, which is the same for all. */
export async function readImageForm(ask: Ask, collid: number): Promise<Result<ImageForm>> {
  const page = await askPage(
    ask,
    `/collections/editor/includes/imagetab.php?occid=0&occindex=0&csmode=0&collid=${collid}`,
  );
  if (!page.ok) return page;
  const form = selectOne('form[name=imgnewform]', parseDocument(page.value));
  if (!form) return failed({ kind: 'notUnderstood', detail: 'no form for pictures' });
  const most = Number(attributeOf(selectOne('input[name=MAX_FILE_SIZE]', form), 'value'));
  const types = attributeOf(selectOne('input[name=imgfile]', form), 'accept');
  return success({ maxBytes: Number.isInteger(most) && most > 0 ? most : null, mimes: mimesOf(types) });
}

/** Of a file input's `accept`, which may also name endings and whole families. */
function mimesOf(accept: string): ImageForm['mimes'] {
  const words = accept
    .toLowerCase()
    .split(',')
    .map(word => word.trim());
  const isNamed = (mime: SentMime) => [mime, 'image/*', ...ENDINGS[mime]].some(word => words.includes(word));
  const mimes = SentMime.options.filter(isNamed);
  return mimes.length === 0 ? null : mimes;
}

const ENDINGS: Readonly<Record<SentMime, readonly string[]>> = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
};
