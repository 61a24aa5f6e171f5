import { SetupPage } from '../setup/setup-page';
import { mount } from '../surface/mount';

void mount(() => <SetupPage />);
