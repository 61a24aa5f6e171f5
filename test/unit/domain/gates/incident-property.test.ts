import { confirmationKey, readIncidentProperty, recordForGates } from '../../../../src/domain/gates/incident-property';

describe('The impact a confirmation stands for', () => {
  it('joins the products in numeric order with the faulty service', () => {
    expect(confirmationKey(['10012', '9999', '10010'], '10040')).toBe('9999,10010,10012|10040');
    expect(confirmationKey([], null)).toBe('|');
  });

  it('leaves the list it was given as it was', () => {
    const products = ['2', '1'];
    confirmationKey(products, null);
    expect(products).toEqual(['2', '1']);
  });
});

describe('The incident property', () => {
  it('is read as it was written', () => {
    const stored = { v: 3, ack: 'ada', sev: '201', impact: '261|252', final: 'not-needed', note: true, emergencyReason: true };
    expect(readIncidentProperty(stored)).toEqual(stored);
    expect(readIncidentProperty({ ...stored, final: 'sent' })).toEqual({ ...stored, final: 'sent' });
  });

  it.each([[undefined], [null], ['incident'], [7], [[]], [[{ v: 1 }]], [{}], [{ v: '1' }]])('is unknown when it is %j', (stored) => {
    expect(readIncidentProperty(stored)).toBeNull();
  });

  it('counts everything it does not understand as not recorded', () => {
    expect(readIncidentProperty({ v: 1, ack: 5, sev: {}, final: 'maybe', note: 'yes' })).toEqual({
      v: 1,
      ack: null,
      sev: null,
      impact: null,
      final: null,
      note: false,
      emergencyReason: false,
    });
  });
});

describe('The record that gates read', () => {
  it.each([[undefined], [null]])('holds nothing yet when the property is %j', (stored) => {
    expect(recordForGates(stored)).toEqual({
      v: 0,
      ack: null,
      sev: null,
      impact: null,
      final: null,
      note: false,
      emergencyReason: false,
    });
  });

  it.each([['incident'], [7], [false], [[]], [{}], [{ v: '1' }]])('cannot be read when the property is %j', (stored) => {
    expect(recordForGates(stored)).toBeNull();
  });

  it('is the property that the app wrote', () => {
    const stored = { v: 3, ack: 'ada', sev: '201', impact: '261|252', final: 'sent', note: true, emergencyReason: true };
    expect(recordForGates(stored)).toEqual(stored);
  });
});
