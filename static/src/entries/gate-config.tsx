import { GateConfig } from '../gate/gate-config';
import { mount } from '../surface/mount';

void mount(({ moduleKey }) => <GateConfig gate={moduleKey.split('/').at(-1) ?? moduleKey} />);
