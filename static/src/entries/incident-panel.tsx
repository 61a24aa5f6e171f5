import { lazy, Suspense } from 'react';
import { IncidentPanel } from '../incident/incident-panel';
import { mount, Skeleton } from '../surface/mount';
import { NoSubject } from '../surface/no-subject';

const IncidentModal = lazy(() => import('../incident/incident-modal').then(({ IncidentModal: modal }) => ({ default: modal })));

void mount(({ issue, project, modal }) => {
  if (issue === null || project === null) return <NoSubject />;
  const subject = { issueId: issue.id, projectId: project.id };
  if (modal === null) return <IncidentPanel {...subject} />;
  return (
    <Suspense fallback={<Skeleton />}>
      <IncidentModal {...subject} asked={modal.view} />
    </Suspense>
  );
});
