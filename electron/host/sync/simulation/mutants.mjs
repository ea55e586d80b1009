/**
 * Seventeen ways to break the outbox, each a change to a shipped file. A simulator that does not catch one of them proves
 * nothing. Source: RELIABILITY 3.2.
 */
import { ADAPTER_MUTANTS } from '../../portal/symbiota/mutants.mjs';

const sync = 'electron/host/sync';

/** `file` below the project's root; `from` stands there exactly once. */
export const MUTANTS = [
  ...ADAPTER_MUTANTS,
  {
    name: 'no pre-read',
    changes: [
      {
        file: `${sync}/kinds/field-change.ts`,
        from: 'const comparison = compareBase(change.edit, portalNow);',
        to: "const comparison = { is: 'ready' };",
      },
      {
        file: 'shared/outbox/evidence.ts',
        from: "if (unseen) return clash('overwrote', { replaced: unseen.from });",
        to: "if (false) return clash('overwrote', { replaced: unseen.from });",
      },
    ],
  },
  {
    name: 'no flushed intent',
    changes: [
      {
        file: `${sync}/deliver.ts`,
        from: "const intent = await ports.journal.record({ kind: 'intent', entryId: entry.id, attempt, mark });",
        to: 'ports.journal.projection.marks.set(entry.id, mark); const intent = { ok: true, value: 0 };',
      },
    ],
  },
  {
    name: 'verdict from the value alone',
    changes: [
      {
        file: `${sync}/kinds/field-change.ts`,
        from: 'history: history.value,',
        to: 'history: null,',
      },
    ],
  },
  {
    name: 'no quarantine',
    changes: [
      {
        file: 'shared/outbox/schedule.ts',
        from: 'export const QUARANTINE_MS = 150_000;',
        to: 'export const QUARANTINE_MS = 0;',
      },
    ],
  },
  {
    name: 'quarantine not begun anew after a crash',
    changes: [
      {
        file: 'electron/host/journal/projection.ts',
        from: 'notBefore: now + QUARANTINE_MS,',
        to: "notBefore: delivery.is === 'checking' ? delivery.notBefore : now,",
      },
    ],
  },
  {
    name: 'the whole form posted',
    changes: [
      {
        file: `${sync}/kinds/field-change.ts`,
        from: 'send: (ports, { change }) => ports.portal.sendEdits(change.occid, [change.edit]),',
        to: "send: async (ports, { change }) => { const read = await ports.portal.readRecord(change.occid); const others = ['habitat', 'processingStatus', 'recordNumber'].filter(term => term !== change.edit.term).map(term => ({ term, from: null, to: read.ok ? (read.value.fields[term] ?? null) : null })); return ports.portal.sendEdits(change.occid, [change.edit, ...others]); },",
      },
    ],
  },
  {
    name: 'dequeued before the verdict',
    changes: [
      {
        file: `${sync}/deliver.ts`,
        from: "if (outcome.is === 'answered') return prove(",
        to: "if (outcome.is === 'answered') return { is: 'delivered', at: ports.now(), already: false, superseded: false, occid: null };\n  if (outcome.is === 'answered') return prove(",
      },
    ],
  },
  {
    name: 'row of the browser deleted once it is sent',
    changes: [
      {
        file: 'shared/outbox/reconcile.ts',
        from: 'rows.update(entryId, move);',
        to: "move.delivery.is === 'sending' ? rows.delete(entryId) : rows.update(entryId, move);",
      },
    ],
  },
  {
    name: "the answer's page believed",
    changes: [
      {
        file: 'shared/outbox/evidence.ts',
        from: "if (answered) return clash('saidYesNothingChanged');",
        to: "if (answered) return { is: 'delivered' };",
      },
    ],
  },
  {
    name: 'changes in order of the clock',
    changes: [
      {
        file: 'shared/outbox/schedule.ts',
        from: '[...queue].sort((a, b) => a.seq - b.seq)',
        to: '[...queue].sort((a, b) => a.entry.madeAt - b.entry.madeAt)',
      },
    ],
  },
  {
    name: 'merge without reading the target again',
    changes: [
      {
        file: `${sync}/kinds/merge-change.ts`,
        from: 'async look(ports, { entry, change }) {\n    const both = await readBoth(ports, change);',
        to: 'async look(ports, { entry, change }) {\n    const both = { records: [change.shown.source, change.shown.target] };',
      },
    ],
  },
  {
    name: 'base refreshed by a reading',
    changes: [
      {
        file: `${sync}/kinds/field-change.ts`,
        from: 'const comparison = compareBase(change.edit, portalNow);',
        to: 'const comparison = compareBase({ ...change.edit, from: portalNow }, portalNow);',
      },
      {
        file: `${sync}/kinds/field-change.ts`,
        from: 'verdictOfField(edit, mark, proof, answered)',
        to: 'verdictOfField({ ...edit, from: mark.value }, mark, proof, answered)',
      },
    ],
  },
  {
    name: 'numbers that are equal to the portal ignored',
    changes: [
      {
        file: 'shared/outbox/evidence.ts',
        from: "if (last && !isSameValue(last.to, edit.to)) return clash('overwrote', { replaced: last.to });",
        to: '',
      },
    ],
  },
  {
    name: 'a number not looked for on other records',
    changes: [
      {
        file: `${sync}/kinds/identifier-change.ts`,
        from: '(aloneAs.length > 0 ?',
        to: '(aloneAs.length < 0 ?',
      },
    ],
  },
];
