export const wall = {
  title: '…',
}
