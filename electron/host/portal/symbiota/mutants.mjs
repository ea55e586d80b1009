/** Ways to break this adapter that the simulation must catch; `file` below the project's root, `from` exactly once in it. */
const folder = 'electron/host/portal/symbiota';

export const ADAPTER_MUTANTS = [
  {
    name: 'redirects followed',
    changes: [
      {
        file: `${folder}/session.ts`,
        from: 'const result = await this.send(request);\n    if (!result.ok) return result;\n    const isRedirected',
        to: "let result = await this.send(request);\n    if (!result.ok) return result;\n    if (result.answer.location) result = await this.send({ method: 'GET', path: '/collections/editor/' + result.answer.location.split('/').pop() });\n    if (!result.ok) return result;\n    const isRedirected",
      },
    ],
  },
  {
    name: 'sent again by the HTTP layer',
    changes: [
      {
        file: `${folder}/session.ts`,
        from: 'const result = await this.ports.exchange(this.ports.root, { ...request, cookie });',
        to: 'let result = await this.ports.exchange(this.ports.root, { ...request, cookie });\n    if (!result.ok) result = await this.ports.exchange(this.ports.root, { ...request, cookie });',
      },
    ],
  },
  {
    name: 'history ids compared as text',
    changes: [
      {
        file: `${folder}/history-feed.ts`,
        from: 'rows.value.filter(row => row.editId > mark)',
        to: 'rows.value.filter(row => String(row.editId) > String(mark))',
      },
    ],
  },
];
