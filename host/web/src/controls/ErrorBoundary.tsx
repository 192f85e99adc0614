import { Component, type ReactNode } from 'react';
import { Button, Result } from 'antd';
import { useTexts } from '../texts/TextsContext';

interface Props {
  /** A change of place gives the page a new chance. */
  place: string;
  children: ReactNode;
}

function Fallback({ fault, onAgain }: { fault: Error; onAgain: () => void }) {
  const { t } = useTexts();
  const outdated = /dynamically imported module|Importing a module/i.test(fault.message);
  return (
    <Result
      status="warning"
      title={t(outdated ? 'problem.outdated' : 'problem.page')}
      subTitle={`${t(outdated ? 'problem.outdated.next' : 'problem.page.next')} (${fault.message})`}
      extra={[
        <Button key="again" type="primary" onClick={outdated ? () => location.reload() : onAgain}>
          {t('action.retry')}
        </Button>,
      ]}
    />
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
