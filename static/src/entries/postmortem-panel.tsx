import { PostmortemPanel } from '../postmortem/postmortem-panel';
import { mount } from '../surface/mount';
import { NoSubject } from '../surface/no-subject';

void mount(({ issue, project }) =>
  issue === null || project === null ? <NoSubject /> : <PostmortemPanel issueId={issue.id} projectId={project.id} />,
);
