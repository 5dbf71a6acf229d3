import type { ReactNode } from 'react';
import { Component } from 'react';
import { Failure } from '../parts/states.js';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** Around a page: what is wrong with it leaves the navigation, and the way to another page, where they are. */
export class Boundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <Failure error={error} again={() => location.reload()} />;
  }
}
