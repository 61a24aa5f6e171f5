import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import { useRef, type ComponentType, type ReactNode } from 'react';
import type { ForgeFrameProps } from './forge-frame.tsx';
import type { FrameMount } from './frame-mount.ts';

/** Widths and least heights of Forge's named modal sizes. */
const SIZES: Readonly<Record<string, { readonly width: string; readonly height: string }>> = {
  small: { width: 'small', height: '320px' },
  medium: { width: 'medium', height: 'max(40vh, 320px)' },
  large: { width: 'large', height: 'max(60vh, 320px)' },
  xlarge: { width: 'x-large', height: '75vh' },
  max: { width: 'calc(100vw - 64px)', height: 'calc(100vh - 220px)' },
  fullscreen: { width: '100vw', height: 'calc(100vh - 140px)' },
  resizable: { width: 'medium', height: 'max(40vh, 320px)' },
};

export interface FrameModalProps {
  /** The frame component: a frame opens modals that hold frames, so neither file may import the other. */
  readonly Frame: ComponentType<ForgeFrameProps>;
  readonly title: string;
  readonly mount: FrameMount;
  readonly size?: string | { readonly width: string; readonly height?: string } | undefined;
  readonly closeOnEscape?: boolean;
  readonly closeOnOverlayClick?: boolean;
  readonly footer?: ReactNode;
  readonly onClose: (payload?: unknown) => void;
  readonly onRefresh?: (() => void) | undefined;
  readonly onConfigureRule?: ((configure: () => Promise<unknown>) => void) | undefined;
}

/** An app frame in a modal of the site, which the app, its close button, Escape and the backdrop can close. */
export function FrameModal(props: FrameModalProps): ReactNode {
  const closing = useRef<(() => unknown) | undefined>(undefined);
  const size =
    typeof props.size === 'object'
      ? { width: props.size.width, height: props.size.height ?? '320px' }
      : (SIZES[props.size ?? 'medium'] ?? { width: 'medium', height: '320px' });
  const close = (payload?: unknown): void => {
    void Promise.resolve(closing.current?.()).catch(() => undefined);
    props.onClose(payload);
  };
  return (
    <ModalTransition>
      <Modal
        width={size.width}
        onClose={(event) => {
          if (props.closeOnEscape === false && 'key' in event && event.key === 'Escape') return;
          close();
        }}
        shouldCloseOnOverlayClick={props.closeOnOverlayClick ?? true}
      >
        <ModalHeader hasCloseButton>
          <ModalTitle>{props.title}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <props.Frame
            mount={props.mount}
            minHeight={size.height}
            closing={closing}
            onClose={close}
            onEscape={
              (props.closeOnEscape ?? true)
                ? () => {
                    close();
                  }
                : undefined
            }
            onRefresh={props.onRefresh}
            onConfigureRule={props.onConfigureRule}
          />
        </ModalBody>
        {props.footer === undefined ? <div className="modal-end" /> : <ModalFooter>{props.footer}</ModalFooter>}
      </Modal>
    </ModalTransition>
  );
}
