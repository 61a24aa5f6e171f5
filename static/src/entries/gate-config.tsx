import { mount } from '../surface/mount';
import { NoSubject } from '../surface/no-subject';

void mount(() => <NoSubject />);
