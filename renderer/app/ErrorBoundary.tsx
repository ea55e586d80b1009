/** The last edge: a bug in a screen becomes a sentence with a reference number; queued work is safe in the journal. */
import { Component, type ReactNode } from 'react';
import { say } from '../strings/say.ts';
import { Notice } from './Notice.tsx';

interface State {
  readonly reference: string | null;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { reference: null };

  static getDerivedStateFromError(): State {
    return { reference: Date.now().toString(36).toUpperCase() };
  }

  override componentDidCatch(error: unknown): void {
    console.error(this.state.reference, error);
  }

  override render(): ReactNode {
    const { reference } = this.state;
    return reference === null ? this.props.children : <Notice title={say('app.fault', { reference })} />;
  }
}
