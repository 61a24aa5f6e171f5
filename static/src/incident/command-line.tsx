import type { ReactElement } from 'react';
import type { HandoverOffer } from '../../../src/contract/incident';
import { useSurface } from '../surface/surface';
import { spanText } from '../time/format-time';
import { useNow } from '../time/use-now';
import { ActionButton } from '../ui/action-button';
import { RefusalNotice } from '../ui/notice';
import { Moment } from '../ui/time';
import { openModal } from './open-modal';
import type { ModalView, PanelProps } from './panel-props';
import { useIncidentCommand } from './use-incident-command';

/** Who is in command, whether they said so, and what can be done about it. Taking command is the next line's business while nobody is. */
export function CommandLine(props: PanelProps & { readonly running: boolean }): ReactElement {
  const { say, me } = useSurface();
  const { im, acknowledgedAt, offer } = props.incident.view.command;
  const open = (view: ModalView): void => {
    openModal(view, say(`ui.modal.${view}`), () => void props.refresh());
  };
  if (!props.running) return <Ended {...props} />;
  return (
    <div className="stack-tight">
      <div className="row row-apart">
        {im === null ? <Uncovered {...props} /> : <InCommand {...props} im={im} />}
        <div className="row" hidden={!props.incident.issue.mayEdit}>
          {im === me && acknowledgedAt !== null && offer === null && (
            <ActionButton
              small
              onPress={() => {
                open('handover');
              }}
            >
              {say('ui.do.hand-over')}
            </ActionButton>
          )}
          {im !== me && im !== null && acknowledgedAt !== null && (
            <ActionButton
              small
              onPress={() => {
                open('take-over');
              }}
            >
              {say('ui.do.take-over')}
            </ActionButton>
          )}
          <ActionButton
            small
            onPress={() => {
              open('assign');
            }}
          >
            {say('ui.do.assign')}
          </ActionButton>
        </div>
      </div>
      {offer !== null && <Offer {...props} offer={offer} />}
    </div>
  );
}

function Ended({ incident, nameOf }: PanelProps): ReactElement {
  const { say } = useSurface();
  const { im } = incident.view.command;
  return <p>{im === null ? say('ui.command.nobody-ended') : say('ui.command.had', { name: nameOf(im) })}</p>;
}

function Uncovered({ incident }: PanelProps): ReactElement {
  const { say, locale } = useSurface();
  const now = useNow();
  const { uncoveredSince } = incident.view.command;
  const since = uncoveredSince === null ? incident.issue.createdAt : Date.parse(uncoveredSince);
  return <p className="danger-text">{say('ui.command.nobody', { span: spanText(now - since, locale) })}</p>;
}

function InCommand({ incident, nameOf, im }: PanelProps & { readonly im: string }): ReactElement {
  const { say, locale } = useSurface();
  const now = useNow();
  const { acknowledgedAt, since, uncoveredSince } = incident.view.command;
  const name = nameOf(im);
  if (acknowledgedAt !== null)
    return (
      <p>
        <span className="subtle">{say('ui.command.in-command')}</span> <Initials name={name} /> <span className="strong">{name}</span>{' '}
        <span className="subtle">
          {say('ui.command.acknowledged')} <Moment at={Date.parse(acknowledgedAt)} />
        </span>
      </p>
    );
  const from = Date.parse(uncoveredSince ?? since ?? incident.view.now);
  return <p className="danger-text">{say('ui.command.unacknowledged', { name, span: spanText(now - from, locale) })}</p>;
}

function Initials({ name }: { readonly name: string }): ReactElement {
  const letters = name.split(/\s+/).map((word) => Array.from(word)[0] ?? '');
  return (
    <span className="initials" aria-hidden="true">
      {letters.slice(0, 2).join('').toUpperCase()}
    </span>
  );
}

/** An offer that waits: both people see it, and the clock until it lapses. */
function Offer({ incident, nameOf, offer, apply }: PanelProps & { readonly offer: HandoverOffer }): ReactElement {
  const { say, me, locale } = useSurface();
  const now = useNow();
  const accept = useIncidentCommand('acceptHandover', apply);
  const decline = useIncidentCommand('declineHandover', apply);
  const cancel = useIncidentCommand('cancelHandover', apply);
  const left = Date.parse(offer.expiresAt) - now;
  const note = incident.view.events.find(({ seq }) => seq === offer.seq)?.text ?? null;
  const words = left > 0 ? say('ui.offer.lapses', { span: spanText(left, locale) }) : say('ui.offer.lapsed');
  return (
    <div className="notice notice-information">
      <p>
        {say('ui.offer.made', { from: nameOf(offer.from), to: nameOf(offer.to) })} <span className="subtle">{words}</span>
      </p>
      {note !== null && <p className="said">{note}</p>}
      {left > 0 && (
        <div className="row">
          {offer.to === me && (
            <>
              <ActionButton small look="primary" busy={accept.busy} onPress={() => void accept.send({})}>
                {say('ui.do.accept')}
              </ActionButton>
              <ActionButton small busy={decline.busy} onPress={() => void decline.send({})}>
                {say('ui.do.decline-offer')}
              </ActionButton>
            </>
          )}
          {offer.from === me && (
            <ActionButton small busy={cancel.busy} onPress={() => void cancel.send({})}>
              {say('ui.do.cancel-offer')}
            </ActionButton>
          )}
        </div>
      )}
      <RefusalNotice refusal={accept.refusal ?? decline.refusal ?? cancel.refusal} />
    </div>
  );
}
