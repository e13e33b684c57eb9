import type { ReactNode } from 'react';
import { Component } from 'react';
import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** A screen that cannot be drawn says so in a sentence; the frame stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override readonly state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <div role="alert" data-test="broken-screen">
        <EmptyState
          title={en.shell.brokenTitle}
          action={
            <Button
              variant="primary"
              onClick={() => {
                this.setState({ isBroken: false });
              }}
            >
              {en.shell.brokenAction}
            </Button>
          }
        >
          {en.shell.brokenBody}
        </EmptyState>
      </div>
    );
  }
}
