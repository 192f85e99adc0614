import { createContext, useEffect, useMemo, useRef, useState } from 'react';
import { App, Modal, type ModalProps } from 'antd';
import { useTexts } from '../texts/TextsContext';

interface Props extends Omit<ModalProps, 'open' | 'onCancel'> {
  onClose: () => void;
  /** Whether what is typed is kept for the next time, so that nobody need be asked before it is closed. */
  keeps?: boolean;
}

/** Tells what is in a dialog when it is thrown away; outside of one nobody does. */
export const DialogContext = createContext({ onDiscard: (_do: () => void): void => undefined });

const fields = 'input:not([type=hidden]):not(:disabled), textarea:not(:disabled)';

/**
 * A dialog that is there while it is needed: one begins in its first field, is asked before what was typed is thrown away, and is back
 * afterwards where one came from.
 */
export function Dialog({ onClose, keeps = false, children, ...rest }: Props) {
  const { t } = useTexts();
  const { modal } = App.useApp();
  const [from] = useState(() => document.activeElement);
  const inside = useRef<HTMLDivElement>(null);
  const touched = useRef(false);
  const discard = useRef(() => {});
  const context = useMemo(() => ({ onDiscard: (todo: () => void) => void (discard.current = todo) }), []);
  useEffect(() => () => {
    // Once it is gone: till then it keeps the focus to itself.
    requestAnimationFrame(() => from instanceof HTMLElement && document.activeElement === document.body && from.focus());
  }, [from]);
  const begin = (open: boolean) => {
    if (open && !inside.current?.contains(document.activeElement)) {
      inside.current?.querySelector<HTMLElement>(fields)?.focus();
    }
  };
  const close = () => {
    if (keeps || !touched.current) {
      onClose();
      return;
    }
    let discards = false;
    modal.confirm({
      title: t('dialog.discard'), okText: t('action.discard'), cancelText: t('dialog.goOn'), autoFocusButton: 'cancel',
      onOk: () => {
        discards = true;
        discard.current();
      },
      // The question gives the focus back to this dialog first.
      afterClose: () => discards && onClose(),
    });
  };
  return (
    <Modal open cancelText={t('action.cancel')} {...rest} onCancel={close} afterOpenChange={begin}>
      <DialogContext value={context}>
        <div ref={inside} onChangeCapture={() => (touched.current = true)}>{children}</div>
      </DialogContext>
    </Modal>
  );
}
