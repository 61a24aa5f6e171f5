import Button from '@atlaskit/button/new';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import { useRef, useState, type ReactNode } from 'react';
import { ForgeFrame } from '../frames/forge-frame.tsx';
import { FrameModal } from '../frames/frame-modal.tsx';
import type { StageModule } from '../frames/modules.ts';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf } from '../rest.ts';
import { EmptyState } from '../shell/problem.tsx';
import { forgeRule, moduleKeyOf, type Rule, type Workflow, type WorkflowTransition } from './workflow-update.ts';

export interface RuleEdit {
  readonly mode: 'create' | 'edit' | 'view';
  readonly workflow: Workflow;
  readonly transition: WorkflowTransition;
  readonly rule?: Rule;
}
interface Offer {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
}
interface DialogProps {
  readonly edit: RuleEdit;
  readonly offers: readonly Offer[];
  readonly modules: readonly StageModule[];
  readonly onClose: () => void;
  readonly onSave: (validators: readonly Rule[]) => Promise<void>;
}

/** Choose an app's rule, configure it on the app's page, save the workflow with what that page returns. */
export function RuleDialog(props: DialogProps): ReactNode {
  const { edit, offers, modules } = props;
  const [chosen, setChosen] = useState<Offer | undefined>(() => offers.find(({ id }) => id === edit.rule?.parameters?.key));
  if (chosen === undefined) return <ChooseRule offers={offers} onChoose={setChosen} onClose={props.onClose} />;
  const module = modules.find(({ key }) => key === chosen.id.split('/').at(-1));
  return <ConfigureRule {...props} offer={chosen} module={module} />;
}

function ChooseRule({
  offers,
  onChoose,
  onClose,
}: {
  readonly offers: readonly Offer[];
  readonly onChoose: (offer: Offer) => void;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages();
  return (
    <ModalTransition>
      <Modal onClose={onClose}>
        <ModalHeader hasCloseButton>
          <ModalTitle>{texts.chooseRule}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          {offers.length === 0 && <EmptyState title={texts.ruleUnused} />}
          <ul className="plain-list stack">
            {offers.map((offer) => (
              <li key={offer.id}>
                <Button
                  shouldFitContainer
                  onClick={() => {
                    onChoose(offer);
                  }}
                >
                  {offer.name}
                </Button>
                {offer.description !== undefined && <p className="field-help">{offer.description}</p>}
              </li>
            ))}
          </ul>
        </ModalBody>
        <ModalFooter>
          <Button appearance="subtle" onClick={onClose}>
            {texts.cancel}
          </Button>
        </ModalFooter>
      </Modal>
    </ModalTransition>
  );
}

function ConfigureRule({
  edit,
  offer,
  module,
  onClose,
  onSave,
}: DialogProps & { readonly offer: Offer; readonly module: StageModule | undefined }): ReactNode {
  const texts = useMessages();
  const configure = useRef<(() => Promise<unknown>) | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const { workflow, transition, rule, mode } = edit;
  const url = mode === 'create' ? module?.createUrl : mode === 'edit' ? module?.editUrl : module?.viewUrl;

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const config = url === undefined ? '{}' : await configure.current?.();
      if (typeof config !== 'string') {
        setProblem(texts.ruleNotConfigured);
        return;
      }
      const next = forgeRule(offer.id, config, rule);
      const others = transition.validators ?? [];
      await onSave(rule === undefined ? [...others, next] : others.map((other) => (other === rule ? next : other)));
    } catch (error) {
      setProblem(reasonsOf(error).join('\n'));
    } finally {
      setBusy(false);
    }
  };
  const footer = (
    <>
      {problem !== undefined && (
        <p className="field-error lines" role="alert">
          {problem}
        </p>
      )}
      <Button appearance="subtle" onClick={onClose}>
        {mode === 'view' ? texts.close : texts.cancel}
      </Button>
      {mode !== 'view' && (
        <Button
          appearance="primary"
          isLoading={busy}
          onClick={() => {
            void save();
          }}
        >
          {mode === 'create' ? texts.add : texts.save}
        </Button>
      )}
    </>
  );
  if (url === undefined || module === undefined) {
    return (
      <ModalTransition>
        <Modal onClose={onClose}>
          <ModalHeader hasCloseButton>
            <ModalTitle>{offer.name}</ModalTitle>
          </ModalHeader>
          <ModalBody>
            <p>{offer.description}</p>
          </ModalBody>
          <ModalFooter>{footer}</ModalFooter>
        </Modal>
      </ModalTransition>
    );
  }
  const extension = {
    type: module.type,
    validatorConfig: rule?.parameters?.config ?? '',
    isNewEditor: true,
    workflowId: workflow.id,
    transitionContext: {
      id: transition.id,
      from: transition.links?.[0]?.fromStatusReference ?? null,
      to: transition.toStatusReference ?? null,
    },
  };
  return (
    <FrameModal
      Frame={ForgeFrame}
      title={offer.name}
      size="large"
      mount={{ moduleKey: moduleKeyOf({ ruleKey: '', parameters: { key: offer.id } }) ?? module.key, title: offer.name, url, extension }}
      closeOnOverlayClick={false}
      onClose={() => {
        onClose();
      }}
      onConfigureRule={(callback) => {
        configure.current = callback;
      }}
      footer={footer}
    />
  );
}
