import type { OutboxEntry } from '../../../../shared/outbox/outbox-entry.ts';
import type { Mark } from '../../../../shared/outbox/mark.ts';
import type { Change } from '../../../../shared/portal/change.ts';
import type { SendOutcome } from '../../../../shared/portal/portal.ts';
import type { EnginePorts } from '../ports.ts';
import { fieldChange } from './field-change.ts';
import { addedIdentifier, removedIdentifier } from './identifier-change.ts';
import type { Kind, Look, Proven, Trace } from './kind.ts';
import { merge } from './merge-change.ts';
import { associated, attachedImage, created } from './row-changes.ts';

/** An entry with its change, ids of records that were made here put in. */
export interface AnyAbout {
  readonly entry: OutboxEntry;
  readonly change: Change;
}

interface AnyKind {
  look(ports: EnginePorts, about: AnyAbout): Promise<Look>;
  send(ports: EnginePorts, about: AnyAbout, mark: Mark): Promise<SendOutcome>;
  prove(ports: EnginePorts, about: AnyAbout, trace: Trace): Promise<Proven>;
}

const KINDS: { readonly [Name in Change['kind']]: Kind<Name> } = {
  setField: fieldChange,
  addIdentifier: addedIdentifier,
  removeIdentifier: removedIdentifier,
  merge,
  create: created,
  attachImage: attachedImage,
  associate: associated,
};

export const kindOf = ({ kind }: Change): AnyKind => KINDS[kind];
