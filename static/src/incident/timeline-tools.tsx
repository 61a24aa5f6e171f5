import { useState, type ReactElement } from 'react';
import type { ChainReport, ExportPage } from '../../../src/contract/timeline';
import type { Refusal } from '../../../src/contract/reply';
import { askIncident } from '../bridge/ask';
import { useSurface } from '../surface/surface';
import { ActionButton } from '../ui/action-button';
import { Notice, RefusalNotice } from '../ui/notice';

type Checked =
  { readonly state: 'no' } | { readonly state: 'running'; readonly to: number } | { readonly state: 'done'; readonly report: ChainReport };

/** Checking the chain, and taking the timeline along. */
export function TimelineTools({ seq }: { readonly seq: number }): ReactElement {
  const { say } = useSurface();
  const [checked, setChecked] = useState<Checked>({ state: 'no' });
  const [exporting, setExporting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const verify = async (): Promise<void> => {
    setRefusal(null);
    for (let from = 1; ;) {
      setChecked({ state: 'running', to: from - 1 });
      const reply = await askIncident('verifyChain', { from });
      if (!reply.ok) {
        setChecked({ state: 'no' });
        setRefusal(reply.refusal);
        return;
      }
      if (reply.value.next === null) {
        setChecked({ state: 'done', report: reply.value });
        return;
      }
      from = reply.value.next;
    }
  };

  const exportAs = async (format: ExportPage['format']): Promise<void> => {
    setRefusal(null);
    setExporting(true);
    const bodies: string[] = [];
    let name = '';
    for (let page: number | null = 1; page !== null;) {
      const reply: Awaited<ReturnType<typeof askIncident<'exportTimeline'>>> = await askIncident('exportTimeline', { format, page });
      if (!reply.ok) {
        setRefusal(reply.refusal);
        setExporting(false);
        return;
      }
      bodies.push(reply.value.body);
      name = reply.value.fileName;
      page = reply.value.nextPage;
    }
    setExporting(false);
    download(name, bodies.join(''));
  };

  return (
    <>
      <ActionButton small busy={checked.state === 'running'} onPress={() => void verify()}>
        {say('ui.timeline.verify')}
      </ActionButton>
      <span className="row">
        <span className="subtle">{say('ui.timeline.export')}</span>
        {(['markdown', 'csv', 'json'] as const).map((format) => (
          <ActionButton key={format} small disabled={exporting} onPress={() => void exportAs(format)}>
            {say(`ui.timeline.${format}`)}
          </ActionButton>
        ))}
      </span>
      <div role="status" className="wide">
        {checked.state === 'running' && <p className="subtle">{say('ui.timeline.verifying', { done: checked.to, all: seq })}</p>}
        {checked.state === 'done' && <Report report={checked.report} />}
      </div>
      <RefusalNotice refusal={refusal} />
    </>
  );
}

function Report({ report }: { readonly report: ChainReport }): ReactElement {
  const { say } = useSurface();
  if (report.broken !== null)
    return (
      <Notice tone="danger">
        <p>{say('ui.timeline.broken', { seq: report.broken.seq, why: say(`ui.break.${report.broken.why}`) })}</p>
      </Notice>
    );
  return (
    <Notice tone="success">
      <p>{say('ui.timeline.intact', { count: report.checkedTo })}</p>
      <p className="code small">{report.headHash}</p>
    </Notice>
  );
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}
