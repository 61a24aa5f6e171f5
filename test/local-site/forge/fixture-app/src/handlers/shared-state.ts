let loads = 0;

/** How often this copy of the module has been used: functions of one process share it. */
export function countLoad(): number {
  loads += 1;
  return loads;
}
