export const STATES = {
  free: 'Free',
  taken: 'Taken',
  overdue: 'Overstaying',
  shut: 'Closed for dredging',
};
