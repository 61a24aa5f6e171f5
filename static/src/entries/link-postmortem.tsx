import { LinkPostmortem } from '../linking/link-postmortem';
import { mount } from '../surface/mount';
import { NoSubject } from '../surface/no-subject';

void mount(({ issue, project }) =>
  issue === null || project === null ? <NoSubject /> : <LinkPostmortem issueKey={issue.key} projectId={project.id} />,
);
