import { Component, useCallback, useEffect, useState, type ReactNode } from 'react';
import { Button, Result } from 'antd';
import { useTexts } from '../texts/TextsContext';

interface Props {
  /** A change of place gives the page a new chance. */
  place: string;
  children: ReactNode;
}

function Fallback({ fault, onAgain }: { fault: Error; onAgain: () => void }) {
  const { t } = useTexts();
  // A part of the pages that did not come: from another version of the product, or the server is not reached.
  const missing = /dynamically imported module|Importing a module|preload CSS/i.test(fault.message);
  const [reached, setReached] = useState(true);
  const look = useCallback(() => fetch('/health/live').then(() => true, () => false), []);
  useEffect(() => {
    if (missing) {
      void look().then(setReached);
    }
  }, [missing, look]);
  // Reloading without a server would leave nothing on the screen.
  const again = () => (missing ? void look().then((there) => (there ? location.reload() : setReached(false))) : onAgain());
  const [title, next] = !missing ? (['problem.page', 'problem.page.next'] as const)
    : reached ? (['problem.outdated', 'problem.outdated.next'] as const) : (['problem.unreachable', 'problem.unreachable.next'] as const);
  return (
    <Result status="warning" title={t(title)} subTitle={missing ? t(next) : `${t(next)} (${fault.message})`}
      extra={[<Button key="again" type="primary" onClick={again}>{t('action.retry')}</Button>]} />
  );
}

export class ErrorBoundary extends Component<Props, { fault: Error | null }> {
  override state = { fault: null as Error | null };

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override componentDidUpdate(before: Props) {
    if (before.place !== this.props.place && this.state.fault) {
      this.setState({ fault: null });
    }
  }

  override render() {
    return this.state.fault
      ? <Fallback fault={this.state.fault} onAgain={() => this.setState({ fault: null })} />
      : this.props.children;
  }
}
