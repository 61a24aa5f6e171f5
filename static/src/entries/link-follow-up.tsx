import { LinkFollowUp } from '../linking/link-follow-up';
import { mount } from '../surface/mount';
import { NoSubject } from '../surface/no-subject';

void mount(({ issue, project }) =>
  issue === null || project === null ? <NoSubject /> : <LinkFollowUp issueKey={issue.key} projectId={project.id} />,
);
